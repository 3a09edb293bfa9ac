"""What people and the timetable do to requests: one act, one function."""
