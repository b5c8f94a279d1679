"""One cell -> one value: numbers, dates, codes and names as people write them."""
