"""The edge, driven from outside: sockets, processes, the command line, and what the text of people may do."""
