"""Events wait in the service's own database until the broker has confirmed them."""
