# One image for web, worker, beat and migrations; docker-compose.yml says which it is.

FROM python:3.13-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements requirements
# What runs, in an environment that is copied whole; then what only builds (the font's source and its tools).
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements/prod.txt \
    && python -m venv /build && /build/bin/pip install --require-hashes -r requirements/dev.txt
COPY . .
RUN /build/bin/python -m safeguard.assets
# Collecting reads the settings, so they get values that lead nowhere; none of them stays in the image.
RUN SAFEGUARD_SECRET_KEY=build SAFEGUARD_MASTER_KEYS=build DATABASE_URL=postgresql://nobody@/nothing \
    /venv/bin/python manage.py collectstatic --no-input --ignore=rest_framework --ignore=guardian

FROM python:3.13-slim-bookworm
# Pango lays out PDFs; it brings a font with it. The base image fixes the release these come from.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin safeguard \
    && install -d -o safeguard -g safeguard -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=safeguard.settings SAFEGUARD_SEALED_ROOT=/data/sealed SAFEGUARD_BEAT_FILE=/tmp/beat
USER 10001:10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "2", "--no-ws", "safeguard.wsgi:application"]
