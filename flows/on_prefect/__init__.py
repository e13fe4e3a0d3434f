"""The same operations as Prefect flows: a batch of files is a task; what was done is kept and shown by Prefect."""
