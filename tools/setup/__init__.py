"""What must be there before the project runs. Standard library only: nothing else is installed yet."""
