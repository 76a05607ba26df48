"""Programs to read and to copy, each run by `python -m runninghub_async.examples.NAME`."""
