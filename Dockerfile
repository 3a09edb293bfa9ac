# FOI Desk in one image; docker-compose.yml starts it as web, worker and beat.
FROM node:22-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static/scss static/scss
RUN npm run build && npm prune --omit=dev

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements/runtime.txt requirements/runtime.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/runtime.txt
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
ENV PYTHONUNBUFFERED=1 \
    BIND=0.0.0.0 \
    PORT=8000 \
    STATIC_ROOT=/app/collected \
    VAR_DIR=/var/lib/foidesk
RUN useradd --system --home-dir /var/lib/foidesk --create-home foidesk \
    && ENV_FILE=/dev/null VAR_DIR=/tmp/build SECRET_KEY=for-this-step BASE_URL=http://127.0.0.1 ALLOWED_HOSTS=127.0.0.1 \
        EMAIL_URL=dummymail:// python manage.py collectstatic --noinput -v0 \
    && rm -rf /tmp/build
USER foidesk
VOLUME /var/lib/foidesk
EXPOSE 8000
CMD ["honcho", "start", "--env", "/dev/null", "--no-prefix", "web"]
