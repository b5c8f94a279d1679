"""What the commands are made of: how they speak, and how the service is started."""
