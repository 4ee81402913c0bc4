# One image per service from one file: docker build -f deploy/docker/python.Dockerfile --build-arg SERVICE=jobs .
# The gateway: --target gateway --build-arg SERVICE=gateway --build-arg MEMBER=gateway (it brings the built portal along).
# Base images can be replaced by mirrors or digests with PYTHON_IMAGE and NODE_IMAGE.
ARG PYTHON_IMAGE=python:3.11-slim-bookworm
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${PYTHON_IMAGE} AS build
ARG SERVICE
ARG MEMBER=services/${SERVICE}
WORKDIR /build
ENV PYTHON=/usr/local/bin/python3 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1
COPY requirements.lock ./
COPY deploy/local/tools.lock deploy/local/
COPY deploy/docker/pins.py deploy/docker/install.sh deploy/docker/
COPY shared/ shared/
COPY ${MEMBER}/ ${MEMBER}/
RUN --mount=type=cache,target=/root/.cache sh deploy/docker/install.sh "${MEMBER}" /opt/arbeit

FROM ${NODE_IMAGE} AS portal
WORKDIR /portal
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc* ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY frontend/ ./
ARG REACT_APP_BACKEND_URL=""
ARG REACT_APP_FRONTEND_URL=""
ENV REACT_APP_BACKEND_URL=${REACT_APP_BACKEND_URL} REACT_APP_FRONTEND_URL=${REACT_APP_FRONTEND_URL}
RUN npm run build

FROM ${PYTHON_IMAGE} AS service
ARG SERVICE
LABEL org.opencontainers.image.title="arbeit-${SERVICE}"
# Nothing is written at run time: the root file system may be read-only, with a small tmpfs on /tmp.
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 PORT=8000 PATH=/opt/arbeit/bin:$PATH
RUN groupadd --gid 10001 arbeit && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin arbeit
WORKDIR /srv
COPY --from=build /opt/arbeit /opt/arbeit
USER 10001:10001
EXPOSE 8000
# Would a restart help? Nothing else: a database that is away must not restart every container.
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s --retries=4 \
  CMD ["/opt/arbeit/bin/python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=2)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/arbeit/bin/arbeit"]

FROM service AS gateway
ENV PORT=8080 SPA_DIR=/srv/portal OPENAPI_FILE=/srv/openapi.json
COPY docs/api/openapi.json /srv/openapi.json
COPY --from=portal /portal/dist /srv/portal
EXPOSE 8080 9090

# The default: what `docker build` makes without --target.
FROM service
