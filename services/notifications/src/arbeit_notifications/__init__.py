"""In-app notifications, e-mail and calendar invitations."""
