# One image for every process: pages, workers, beat. The command decides which (docker-compose.yml).
FROM python:3.11-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
COPY requirements.txt /tmp/requirements.txt
RUN uv venv /venv && VIRTUAL_ENV=/venv uv pip install --no-cache --compile-bytecode --require-hashes -r /tmp/requirements.txt

FROM python:3.11-slim-bookworm
RUN useradd --system --create-home --uid 10001 benefits
COPY --from=build /venv /venv
COPY --chown=benefits:benefits . /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_DIR=/app/static-collected \
    DJANGO_SETTINGS_MODULE=config.settings
RUN mkdir /data && chown benefits /data \
    && SECRET_KEY=only-for-collecting-static-files DATABASE_URL=postgresql://x@localhost/x REDIS_URL=redis://localhost \
       python manage.py collectstatic --noinput --verbosity 0 --skip-checks \
    && python -m compileall -q -j 0 /app
USER benefits
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=4s --start-period=40s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=3)"]
CMD ["deploy/serve"]
