using System.Globalization;
using Dispatch.Operations.Hosting;
using Dispatch.Operations.Metrics;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Dispatch.Operations.Traces;

/// <summary>Sends metrics and a share of the traces to the receiver that the settings name.</summary>
internal sealed class OtlpExport : IHostedService, IDisposable
{
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    public OtlpExport(ProcessFacts facts)
    {
        var settings = facts.Settings;
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => Describe(resource, facts))
            .AddMeter("Dispatch.*")
            .AddMeter([.. MetricStore.Meters])
            .AddOtlpExporter(options => Aim(options, settings, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => Describe(resource, facts))
            .SetSampler(new TraceIdRatioBasedSampler(settings.TraceRatio))
            .AddSource("Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Dispatch.Grains")
            .AddProcessor(new TraceScrubber())
            .AddOtlpExporter(options => Aim(options, settings, "v1/traces"))
            .Build();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces.ForceFlush(2_000);
            _metrics.ForceFlush(2_000);
        },
        cancellationToken);

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static void Describe(ResourceBuilder resource, ProcessFacts facts) => resource.AddService(
        "communitycare-dispatch",
        facts.Kind.ToString().ToLower(CultureInfo.InvariantCulture),
        facts.Version,
        autoGenerateServiceInstanceId: false,
        facts.Address);

    /// <summary>Over HTTP the exporter takes an address that was set here as it stands, so the path belongs to it.</summary>
    private static void Aim(OtlpExporterOptions options, OperationsSettings settings, string path)
    {
        options.Protocol = settings.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = settings.Grpc ? new(settings.Otlp!) : new($"{settings.Otlp!.TrimEnd('/')}/{path}");
    }
}
