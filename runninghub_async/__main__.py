"""`python -m runninghub_async` is the `runninghub` command."""

from runninghub_async.cli import main

if __name__ == "__main__":
    main()
