"""What must be there before the project can run. Standard library only: it runs before anything is installed."""
