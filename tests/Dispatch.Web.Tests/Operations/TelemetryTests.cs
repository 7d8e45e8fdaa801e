using Dispatch.Web.Tests.Hosting;
using Shouldly;

namespace Dispatch.Web.Tests.Operations;

public class TelemetryTests
{
    [Fact]
    public async Task Trace_OfARequest_LeadsFromTheCallToTheZoneAndHoldsNothingOfPeople()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var need = Needs.With("description", "秘密的描述");
        need["address"] = "迎宾路88号";
        string code;
        await using (var product = new Product(
            Product.NewDirectory(), ownsData: true, ("Dispatch:Telemetry:Otlp", receiver.Address), ("Dispatch:Telemetry:TraceRatio", "1")))
        {
            using var volunteer = await product.VisitAsync("volunteer1.zhuoda");
            using var resident = await product.VisitAsync();
            code = (await Offers.ReceiveAsync(volunteer, resident, need)).Code;
            (await resident.GetHelpAsync(code)).Ok();
        }

        var posts = receiver.Spans.Where(span => span.Name == "POST /api/requests").ToList();
        var zones = receiver.Spans.Where(span => span.Name.StartsWith("IZoneGrain/", StringComparison.Ordinal)).ToList();
        zones.Select(zone => Ancestors(receiver, zone).Select(span => span.Name).ToList()).ShouldContain(names =>
            names.Contains("POST /api/requests") && names.Contains("IRequestGrain/SubmitAsync") && names.Contains("Request/Drive"));
        posts.ShouldNotBeEmpty();
        receiver.Metrics.Keys.ShouldContain("http.server.request.duration");
        receiver.Metrics.Keys.ShouldContain("orleans-app-requests-latency");
        receiver.Metrics.Keys.ShouldContain("orleans-storage-write-latency");
        receiver.Spans.ShouldContain(span => span.Name == "GET /api/help");
        foreach (var secret in new[] { code, "秘密", "迎宾路", "李阿姨", Product.Password, "account/volunteer1" })
        {
            receiver.Raw.Where(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(secret);
        }
    }

    /// <summary>The spans above one, by their parents' ids.</summary>
    [Fact]
    public async Task Receiver_ThatSpeaksGrpc_GetsTracesAndMetricsToo()
    {
        await using var receiver = await OtlpReceiver.StartAsync(grpc: true);
        await using (var product = new Product(
            Product.NewDirectory(), ownsData: true, ("Dispatch:Telemetry:Otlp", receiver.Address), ("Dispatch:Telemetry:TraceRatio", "1"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")))
        {
            using var resident = await product.VisitAsync();
            (await resident.GetAsync("/api/catalogue")).Ok();
        }

        receiver.Spans.ShouldContain(span => span.Name == "GET /api/catalogue");
        receiver.Metrics.Keys.ShouldContain("http.server.request.duration");
    }

    private static IEnumerable<ReceivedSpan> Ancestors(OtlpReceiver receiver, ReceivedSpan span)
    {
        for (var at = span; at is not null; at = receiver.Spans.FirstOrDefault(other => other.TraceId == at.TraceId && other.SpanId == at.ParentId))
        {
            yield return at;
        }
    }
}
