"""The engines behind one protocol, and the only place that imports one."""
