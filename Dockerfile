# FOI Desk in one image; docker-compose.yml starts it as web, worker, beat and the step that prepares the database.
# Debian 13 (trixie) throughout: its PostgreSQL client is of the same major version as the server in docker-compose.yml,
# without which `backup` and `restore` could not read each other's files.

# --- Style sheet and the packages behind it -------------------------------------------------------------------------
FROM node:22-trixie-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static/scss static/scss
RUN npm run build && npm prune --omit=dev

# --- Python packages: wheels only, each with its locked hash --------------------------------------------------------
FROM python:3.12-slim-trixie AS packages
COPY requirements/runtime.txt /runtime.txt
RUN python -m venv --without-pip /opt/foidesk \
    && pip --python /opt/foidesk/bin/python install --no-cache-dir --only-binary :all: --require-hashes --requirement /runtime.txt

# --- What runs ------------------------------------------------------------------------------------------------------
FROM python:3.12-slim-trixie
LABEL org.opencontainers.image.title="FOI Desk" \
      org.opencontainers.image.description="The desk at which a public authority answers freedom of information requests" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin foidesk \
    && install --directory --owner foidesk --group foidesk --mode 0750 /var/lib/foidesk /backups
COPY --from=packages /opt/foidesk /opt/foidesk
WORKDIR /app
COPY manage.py Procfile LICENSE ./
COPY config config
COPY accounts accounts
COPY codes codes
COPY foirequests foirequests
COPY responses responses
COPY templates templates
COPY static static
COPY --from=assets /app/node_modules node_modules
COPY --from=assets /app/static/build static/build
# HOME is where fontconfig keeps its cache; with a read-only root file system only /tmp and the volume can be written.
ENV PATH=/opt/foidesk/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    HEARTBEAT_DIR=/tmp \
    BIND=0.0.0.0 \
    PORT=8000 \
    STATIC_ROOT=/app/collected \
    VAR_DIR=/var/lib/foidesk \
    BACKUP_DIR=/backups
# Static files are collected while building, for an office that exists in this step alone; the code stays root's. What
# comes closed to others from a checkout under another umask is opened for reading; the rest is not touched, since a
# layer would keep a second copy of it.
RUN ENV_FILE=/dev/null VAR_DIR=/tmp/build SECRET_KEY=for-this-step BASE_URL=http://127.0.0.1 ALLOWED_HOSTS=127.0.0.1 \
        EMAIL_URL=dummymail:// python manage.py collectstatic --noinput -v0 \
    && rm -rf /tmp/build \
    && python -m compileall -q -j 0 accounts codes config foirequests responses \
    && find /app /opt/foidesk '(' ! -perm -o=r -o -type d ! -perm -o=x ')' -exec chmod a+rX {} +
USER foidesk
VOLUME /var/lib/foidesk
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-I", "config/alive.py", "web"]
CMD ["python", "-I", "config/procfile.py", "web"]
