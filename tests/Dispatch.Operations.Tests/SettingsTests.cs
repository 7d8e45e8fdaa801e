using Dispatch.Operations.Hosting;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace Dispatch.Operations.Tests;

public class SettingsTests
{
    [Fact]
    public void Settings_LeftOut_OpenNothingAndSendNothing()
    {
        var settings = Read();

        settings.ShouldBe(new OperationsSettings());
        (settings.MetricsToken, settings.Otlp).ShouldBe((null, null));
        settings.Faults().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Dispatch:Metrics:Token", "short", "Dispatch:Metrics:Token")]
    [InlineData("Dispatch:Telemetry:Otlp", "not an address", "Dispatch:Telemetry:Otlp")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://here", "Dispatch:Telemetry:Otlp")]
    [InlineData("Dispatch:Telemetry:TraceRatio", "1.5", "Dispatch:Telemetry:TraceRatio")]
    public void Settings_ThatAreWrong_AreNamed(string key, string value, string named) =>
        Read((key, value)).Faults().ShouldHaveSingleItem().ShouldStartWith(named);

    [Fact]
    public void Receiver_OfTheEnvironment_GivesWayToTheSetting()
    {
        Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:4318")).Otlp.ShouldBe("http://a:4318");
        Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://a:4318"), ("Dispatch:Telemetry:Otlp", "http://b:4318")).Otlp.ShouldBe("http://b:4318");
    }

    private static OperationsSettings Read(params (string Key, string? Value)[] settings) => OperationsSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(it => KeyValuePair.Create(it.Key, it.Value))).Build());
}
