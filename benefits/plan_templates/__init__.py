"""What operators keep of typical plans, without a price, for a catalogue to begin with."""
