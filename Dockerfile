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
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /alongside ./server && mkdir /data /backups

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=server /alongside /alongside
COPY --from=server --chown=nonroot:nonroot /data /data
COPY --from=server --chown=nonroot:nonroot /backups /backups
ENV ALONGSIDE_ADDR=0.0.0.0:8080 ALONGSIDE_DATA=/data/store
EXPOSE 8080
# With -e ALONGSIDE_BACKUP=/backups/store and a disk of its own for /backups it keeps backups.
VOLUME ["/data", "/backups"]
ENTRYPOINT ["/alongside"]
