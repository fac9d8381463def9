"""Workbench: author, record, judge and replay episodes of web-agent reinforcement-learning gyms."""

__version__ = "0.1.0"
