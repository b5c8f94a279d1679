"""Files over HTTP, where the service is asked to take them: who may, how one comes in, what is answered."""
