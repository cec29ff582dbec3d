# syntax=docker/dockerfile:1

FROM swift:6.2-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libcurl4-openssl-dev libpcre2-dev libsqlite3-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies first: they change less often than the sources.
COPY Package.* ./
RUN swift package resolve
COPY Sources Sources
# The manifest names the test targets, so their folders must be there.
COPY Tests Tests
RUN swift build -c release --product promptgate --static-swift-stdlib
RUN mkdir /out \
    && cp "$(swift build -c release --show-bin-path)/promptgate" /out/ \
    && strip /out/promptgate

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        ca-certificates curl libcurl4 libpcre2-8-0 libsqlite3-0 libstdc++6 tzdata zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --no-create-home --home-dir /data \
        --shell /usr/sbin/nologin promptgate \
    && install -d -o promptgate -g promptgate /app /data
WORKDIR /app
COPY --from=build /out/promptgate /usr/local/bin/promptgate
COPY banned_words.txt ./
COPY rules rules
COPY LICENSE ./
USER promptgate
ENV PROMPTGATE_HOST=0.0.0.0 \
    PROMPTGATE_PORT=8062 \
    PROMPTGATE_DATA_DIR=/data \
    PROMPTGATE_BANNED_WORDS=/app/banned_words.txt \
    PROMPTGATE_RULES_DIR=/app/rules
VOLUME /data
EXPOSE 8062
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD curl -fsS -o /dev/null "http://127.0.0.1:${PROMPTGATE_PORT}/healthz" || exit 1
ENTRYPOINT ["promptgate"]
CMD ["serve"]
