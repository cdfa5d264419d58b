"""From unit prices to one evaluated price, and from that to a value."""
