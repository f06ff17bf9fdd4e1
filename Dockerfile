# The study in a container; README.md says how to run it. Written where there was no docker: never built.
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-thai-tlwg make \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 1000 evaluator && install --directory --owner=evaluator /srv/study
USER evaluator
WORKDIR /srv/study
COPY --chown=evaluator . .

# The same environment as everywhere: requirements.lock with its hashes, and the kernel "fast start".
RUN make .venv/ready PYTHON=python3

EXPOSE 8888
CMD ["make", "study"]
