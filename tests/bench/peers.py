"""Other systems' figures on the same kind of machine: 5,000 candidates, 16 connections, requests per second.

Measured before this project began with production-like set-ups (gunicorn with 2 workers, php-fpm behind nginx, node)
and wrk; the machine is shared and noisy, so trust ratios, not digits. Horilla and OpenCATS answer HTML, OpenATS JSON.
"""

PEERS: dict[str, dict[str, float]] = {
    "candidates list": {"Horilla": 0.3, "OpenCATS": 29, "OpenATS": 612},
    "candidate detail": {"Horilla": 2.6, "OpenCATS": 196, "OpenATS": 370},
    "jobs list": {"Horilla": 0.6, "OpenCATS": 117, "OpenATS": 19},
    "dashboard": {"Horilla": 5.5, "OpenCATS": 27},
    "create candidate": {"Horilla": 13, "OpenCATS": 351, "OpenATS": 309},
    "status change": {"Horilla": 8.8, "OpenCATS": 348, "OpenATS": 487},
}
