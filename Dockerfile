FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY LICENSE rolldown.config.js ./
COPY fixtures fixtures
COPY src src
RUN npm run bundle
# The target architecture under Docker's name; by default that of the build machine.
ARG TARGETARCH
RUN set -eu; \
    case "${TARGETARCH:-$(uname -m)}" in \
      amd64 | x86_64) arch=x64 ;; \
      arm64 | aarch64) arch=arm64 ;; \
      *) echo "better-sqlite3 has no binary for ${TARGETARCH}." >&2; exit 1 ;; \
    esac; \
    sqlite=/image/app/node_modules/better-sqlite3; \
    mkdir -p "$sqlite/prebuilds" /image/worlds /image/usr/local/bin; \
    mkdir -m 1777 /image/data; \
    cp -r dist/cli.cjs dist/cli dist/http package.json LICENSE /image/app/; \
    chmod +x /image/app/cli.cjs; \
    ln -s /app/cli.cjs /image/usr/local/bin/copysnapshot-emulator; \
    cd node_modules/better-sqlite3; \
    cp -r package.json LICENSE lib "$sqlite/"; \
    cp "prebuilds/linux-$arch.node" "$sqlite/prebuilds/"

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="copysnapshot-emulator" \
      org.opencontainers.image.description="A local emulator of Alibaba Cloud ECS CopySnapshot" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="node:24-bookworm-slim"
ENV EMULATOR_HOST=0.0.0.0 \
    EMULATOR_WORLD_DIR=/worlds
COPY --from=build /image /
USER 1000:1000
EXPOSE 8014 8443
# No start period: during it, newer engines check only every five seconds.
HEALTHCHECK --interval=1s --timeout=3s --retries=10 CMD ["node", "/app/cli.cjs", "healthcheck"]
ENTRYPOINT ["node", "/app/cli.cjs"]
