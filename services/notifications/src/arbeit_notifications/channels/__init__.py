"""Ways out for a mail: the built-in mailbox, a mail server, Gmail through Pica. `port` says what they promise."""
