"""What the threshold is chosen by: the scores of absent and of altered questions, by length."""


def calibrate(done):
    pass
