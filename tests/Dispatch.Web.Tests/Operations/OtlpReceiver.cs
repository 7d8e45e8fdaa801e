using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace Dispatch.Web.Tests.Operations;

/// <summary>One span as it arrived.</summary>
internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name);

/// <summary>Takes OTLP as a collector would, over HTTP or gRPC, and reads what it needs of the protocol buffers.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentDictionary<string, byte> Metrics { get; } = new();

    /// <summary>Everything that came, as text.</summary>
    public ConcurrentQueue<string> Raw { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync(bool grpc = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server =>
            server.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/traces", (HttpContext context) => receiver.TakeAsync(context, receiver.ReadTraces));
        app.MapPost("/v1/metrics", (HttpContext context) => receiver.TakeAsync(context, receiver.ReadMetrics));
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", (HttpContext context) => receiver.TakeGrpcAsync(context, receiver.ReadTraces));
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", (HttpContext context) => receiver.TakeGrpcAsync(context, receiver.ReadMetrics));
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<byte[]> read)
    {
        read(await BodyAsync(context));
        context.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>A message of gRPC has a prefix of five bytes, whether it is compressed and its length; an empty one answers.</summary>
    private async Task TakeGrpcAsync(HttpContext context, Action<byte[]> read)
    {
        var body = await BodyAsync(context);
        context.Request.ContentType.ShouldBe("application/grpc");
        (body[0], BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1))).ShouldBe(((byte)0, body.Length - 5));
        read(body[5..]);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Raw.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
        return body.ToArray();
    }

    private void ReadTraces(byte[] body)
    {
        foreach (var span in Inner(body, 1, 2, 2))
        {
            var fields = Fields(span).ToLookup(field => field.Number, field => field.Content);
            Spans.Enqueue(new(Hex(fields[1]), Hex(fields[2]), Hex(fields[4]), Encoding.UTF8.GetString(fields[5].Single())));
        }
    }

    private void ReadMetrics(byte[] body)
    {
        foreach (var metric in Inner(body, 1, 2, 2))
        {
            Metrics[Encoding.UTF8.GetString(Fields(metric).First(field => field.Number == 1).Content)] = 0;
        }
    }

    private static string Hex(IEnumerable<byte[]> values) => Convert.ToHexString(values.FirstOrDefault() ?? []);

    /// <summary>The messages at the end of a path of field numbers.</summary>
    private static IEnumerable<byte[]> Inner(byte[] message, params int[] path) => path.Length == 0
        ? [message]
        : Fields(message).Where(field => field.Number == path[0]).SelectMany(field => Inner(field.Content, path[1..]));

    /// <summary>The fields of a message that have a length; numbers are skipped.</summary>
    private static IEnumerable<(int Number, byte[] Content)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(message, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    var length = (int)Varint(message, ref at);
                    yield return ((int)(key >> 3), message[at..(at + length)]);
                    at += length;
                    break;
            }
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
