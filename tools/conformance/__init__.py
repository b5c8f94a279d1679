"""What OGC's standards require, which tests prove it, and OGC's own test suites."""
