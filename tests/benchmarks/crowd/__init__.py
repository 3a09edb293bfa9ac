"""A crowd of cases: fills an office with as many as wanted, in bulk, with a realistic spread.

A few model cases are walked through the same acts that people use and read back (`model_cases`, `rows`); their rows are
then copied with other keys, days, people and words (`copying`) straight into the database (`loading`), by a plan that
spreads them over twenty years (`filling`). So the shape of a case is always what the acts leave, whatever they become.
"""
