FROM node:24-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY src src
COPY fixtures fixtures
ENV EMULATOR_HOST=0.0.0.0
EXPOSE 8014
USER 1000
ENTRYPOINT ["node", "src/main.ts"]
