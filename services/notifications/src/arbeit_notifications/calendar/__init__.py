"""The provider's calendar: what an event says (`event`), how it gets there (`google`), who does it (`worker`)."""
