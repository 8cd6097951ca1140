"""What the person who runs a workflow reads when a step fails: what happened, and what to do."""

UNKNOWN_STEP = "I don't know this step any more. Remove it from the workflow."
A_CHANNEL_FIRST = "This step needs a channel. Choose one in the workflow."
A_FRAMEWORK = "I don't know that framework. Use one of these, or leave it empty: {names}."
SHORT_WORDS = "The text is too short for a story. Pass on at least one whole sentence."
LONG_WORDS = "The text is too long for a story. Pass on 2,500 characters at most."
LONG_CUSTOMER = "The customer's description is too long. Use 120 characters at most, and no names."
NOT_HERE = "The person isn't a colleague I can write to. Choose somebody who works here, or nobody."
