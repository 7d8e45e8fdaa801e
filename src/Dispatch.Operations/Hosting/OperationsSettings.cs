using Microsoft.Extensions.Configuration;

namespace Dispatch.Operations.Hosting;

/// <summary>What an operator may learn of this process, sections <c>Dispatch:Metrics</c> and <c>Dispatch:Telemetry</c>.</summary>
public sealed record OperationsSettings
{
    private const int ShortestToken = 16;

    /// <summary>What a collector of <c>/metrics</c> must bear.</summary>
    /// <value>Default: null. At least 16 characters.</value>
    public string? MetricsToken { get; init; }

    /// <summary>Where metrics and traces are sent by OTLP; null: nowhere.</summary>
    /// <value>Default: the environment's <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, else null.</value>
    public string? Otlp { get; init; }

    /// <summary>Whether OTLP goes over gRPC rather than HTTP.</summary>
    /// <value>Default: false; true when <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> is <c>grpc</c>.</value>
    public bool Grpc { get; init; }

    /// <summary>The share of traces that are sent.</summary>
    /// <value>Default: 0.1. Range: 0..1.</value>
    public double TraceRatio { get; init; } = 0.1;

    /// <summary>Reads the settings.</summary>
    public static OperationsSettings Read(IConfiguration configuration) => new()
    {
        MetricsToken = Given(configuration["Dispatch:Metrics:Token"]),
        Otlp = Given(configuration["Dispatch:Telemetry:Otlp"]) ?? Given(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]),
        Grpc = string.Equals(configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "grpc", StringComparison.OrdinalIgnoreCase),
        TraceRatio = configuration.GetValue("Dispatch:Telemetry:TraceRatio", 0.1),
    };

    /// <summary>What is wrong with them, each in one line.</summary>
    public IEnumerable<string> Faults()
    {
        if (MetricsToken is { Length: < ShortestToken })
        {
            yield return $"Dispatch:Metrics:Token is shorter than {ShortestToken} characters. Give a longer one, or leave it out.";
        }

        if (Otlp is not null && !(Uri.TryCreate(Otlp, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return $"Dispatch:Telemetry:Otlp is '{Otlp}': give an address such as http://127.0.0.1:4318, or leave it out.";
        }

        if (TraceRatio is not (>= 0 and <= 1))
        {
            yield return $"Dispatch:Telemetry:TraceRatio is {TraceRatio}. It must lie in 0..1.";
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
