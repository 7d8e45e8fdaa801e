# Two images from one source: a silo and a web process. docker build --target silo . and docker build --target web .
# --build-arg ActorRuntime=Embedded takes the product's own runtime instead of stock Orleans.

FROM node:22-bookworm-slim AS client
WORKDIR /source/src/Dispatch.Client
COPY src/Dispatch.Client/package.json src/Dispatch.Client/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY data /source/data
COPY src/Dispatch.Client ./
RUN npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG ActorRuntime=Orleans
WORKDIR /source
COPY . .
COPY --from=client /source/src/Dispatch.Web/wwwroot src/Dispatch.Web/wwwroot
RUN dotnet publish src/Dispatch.Silo -c Release -o /out/silo -p:ActorRuntime=$ActorRuntime \
 && dotnet publish src/Dispatch.Web -c Release -o /out/web -p:ActorRuntime=$ActorRuntime -p:BuildClient=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS run
WORKDIR /app
ENV ASPNETCORE_HTTP_PORTS=8080 Dispatch__Mode=Cluster
EXPOSE 8080
# The image has no curl; its shell can ask as well.
HEALTHCHECK --interval=2s --timeout=5s --start-period=2m --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
USER $APP_UID

FROM run AS silo
COPY --from=build /out/silo .
ENV Dispatch__Cluster__Listen=0.0.0.0
# Other processes reach a silo at its container's address, which is known only once it runs.
ENTRYPOINT ["bash", "-c", "export Dispatch__Cluster__Address=${Dispatch__Cluster__Address:-$(hostname -i | cut -d ' ' -f 1)} && \
  export Dispatch__Cluster__Name=${Dispatch__Cluster__Name:-$(hostname)} && exec dotnet Dispatch.Silo.dll"]

FROM run AS web
COPY --from=build /out/web .
ENTRYPOINT ["dotnet", "Dispatch.Web.dll"]
