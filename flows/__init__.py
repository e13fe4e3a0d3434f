"""What is run: operations as plain functions, and Prefect flows thin over them."""
