"""From a message's facts to bytes a mail server takes: words (`letter`), calendar (`ics`), envelope (`mime`)."""
