"""One call over the network: connections, pace, retries, records."""
