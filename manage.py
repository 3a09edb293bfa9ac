"""Run FOI Desk's management commands."""

import os
import signal
import sys


def main() -> None:
    """Hand the command line to Django with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        # Pages of Python would tell whoever pressed Ctrl-C nothing.
        print("Stopped.", file=sys.stderr)
        sys.exit(128 + signal.SIGINT)
