"""The pytest fixture `runninghub_emulator`, for the tests of programs that use this library."""
