# The one static binary with the app inside it, and nothing else.
FROM node:20-bookworm-slim AS app
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --no-fund --no-audit
COPY tsconfig.json vite.config.ts ./
COPY schema schema
COPY sync sync
COPY pwa pwa
RUN npx vite build

FROM golang:1.26-bookworm AS server
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=app /src/pwa/dist pwa/dist
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /alongside ./server && mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=server /alongside /alongside
COPY --from=server --chown=nonroot:nonroot /data /data
ENV ALONGSIDE_ADDR=0.0.0.0:8080 ALONGSIDE_DATA=/data/store
EXPOSE 8080
VOLUME /data
ENTRYPOINT ["/alongside"]
