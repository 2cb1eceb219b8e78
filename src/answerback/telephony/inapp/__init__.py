"""The in-app line: agent and user talk browser to browser over WebRTC; our own streams and POSTs are the signalling."""
