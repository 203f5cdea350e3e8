"""What an editor asks about a text that is being written: answers from texts and positions; `server` speaks LSP."""
