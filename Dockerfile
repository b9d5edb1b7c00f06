# The bot in a container: https://docs.docker.com/reference/dockerfile/ . docs/operating.md says how to run it.
# A glibc image: onnxruntime-node has no build for musl.
FROM node:20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# The image has Node's headers: node-gyp need not download them.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
# hnswlib-node is the only package whose install script runs: it is compiled here.
RUN npm ci --ignore-scripts && npm rebuild hnswlib-node
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
# The last four: glibc gives memory back that an indexing took, and V8 lets less garbage pile up than by its own limit,
# which grows with the machine.
ENV NODE_ENV=production \
    LOG_FORMAT=json \
    INDEX_DIR=/data/index \
    DATA_DIR=/data/bot \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    MALLOC_MMAP_THRESHOLD_=131072 \
    NODE_OPTIONS=--max-old-space-size=1024
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE NOTICE ./
COPY dictionaries dictionaries
COPY models models
COPY speeches speeches
COPY src/bot/locales src/bot/locales
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8787
# A long speech takes minutes to index at the first start, before the server listens.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8787}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm in between: the program itself gets the signals.
CMD ["node", "dist/src/main.js", "serve"]
