using System.Text.Json;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.References;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Turns envelopes into frames and back, for one node.</summary>
internal sealed class EnvelopeCodec
{
    private readonly Node _node;
    private readonly JsonSerializerOptions _json;
    private readonly WireMethods _methods;

    public EnvelopeCodec(Node node)
    {
        _node = node;
        _json = WireJson.For(node);
        ApplicationParts.Load();
        _methods = new(ProxyRegistry.All);
    }

    public void Write(FrameWriter frame, Envelope envelope)
    {
        frame.Number(envelope.Id);
        switch (envelope)
        {
            case { Kind: EnvelopeKind.Request }:
                WriteRequest(frame, envelope.Body!, envelope.Chain);
                break;
            case { Kind: EnvelopeKind.Answer, Fault: null }:
                WriteOutcome(frame, envelope.Body!);
                break;
            case { Fault: { } fault }:
                WireExceptions.Write(frame, fault);
                break;
        }
    }

    public static FrameKind KindOf(Envelope envelope) => envelope switch
    {
        { Kind: EnvelopeKind.Request } => FrameKind.Request,
        { Kind: EnvelopeKind.Answer, Fault: null } => FrameKind.Answer,
        { Kind: EnvelopeKind.Answer } => FrameKind.Fault,
        { Kind: EnvelopeKind.WrongSilo } => FrameKind.WrongSilo,
        _ => FrameKind.Refusal,
    };

    /// <summary>
    /// The request in the frame. One that cannot be understood is answered with a refusal that says why; only a frame that breaks the
    /// rules of the wire throws.
    /// </summary>
    public Envelope ReadRequest(ReadOnlySpan<byte> content, SiloAddress from, out Envelope? refusal)
    {
        var reader = new FrameReader(content);
        var id = reader.Signed();
        var (misses, timeout) = ((int)Math.Min(reader.Number(), int.MaxValue), reader.Number());
        var target = reader.Grain();
        var name = reader.Bytes();
        var chain = ReadChain(ref reader);
        var hasContext = WireContext.Take(ref reader);
        refusal = null;
        try
        {
            if (_methods.Find(name) is not { } method)
            {
                throw new OrleansMessageRejectionException(
                    $"{_node.Address} does not know {WireMethods.Describe(name)}: it runs another version of the contract than the caller.");
            }

            var call = method.Make(ReadArguments(reader.Rest, method));
            call.Reference = new ContextReference(_node, target);
            call.Route = new(_node, from, id, chain, incoming: true) { Misses = misses };
            return new(EnvelopeKind.Request, from, _node.Address, id, call)
            {
                Chain = chain,
                Timeout = timeout == 0 || timeout > int.MaxValue ? null : TimeSpan.FromMilliseconds(timeout),
            };
        }
        catch (Exception fault) when (fault is not WireException)
        {
            var words = fault as OrleansMessageRejectionException
                ?? new OrleansMessageRejectionException($"{_node.Address} cannot read the arguments of {WireMethods.Describe(name)}: {fault.Message}");
            refusal = new(EnvelopeKind.Refusal, _node.Address, from, id, null, words);
            return refusal;
        }
        finally
        {
            if (hasContext)
            {
                WireContext.Forget();
            }
        }
    }

    /// <summary>Anything but a request; null when nobody waits for it any more.</summary>
    public Envelope? Read(FrameKind kind, ReadOnlySpan<byte> content, SiloAddress from)
    {
        var reader = new FrameReader(content);
        var id = reader.Signed();
        if (_node.Awaiting(id) is not { } call)
        {
            return null;
        }

        return kind switch
        {
            FrameKind.Answer => ReadAnswer(reader.Rest, call, from, id),
            FrameKind.Fault => new(EnvelopeKind.Answer, from, _node.Address, id, null, WireExceptions.Read(ref reader)),
            FrameKind.WrongSilo => new(EnvelopeKind.WrongSilo, from, _node.Address, id),
            FrameKind.Refusal => new(EnvelopeKind.Refusal, from, _node.Address, id, null, WireExceptions.Read(ref reader)),
            _ => throw new WireException($"A frame of kind {(byte)kind} came."),
        };
    }

    private Envelope ReadAnswer(ReadOnlySpan<byte> json, Call call, SiloAddress from, long id)
    {
        try
        {
            var outcome = call.ResultType is { } type ? JsonSerializer.Deserialize(json, _json.GetTypeInfo(type)) : null;
            return new(EnvelopeKind.Answer, from, _node.Address, id) { Outcome = outcome };
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or FormatException)
        {
            var words = new OrleansException($"The answer of {call.Method} cannot be read: {fault.Message}", fault);
            return new(EnvelopeKind.Answer, from, _node.Address, id, null, words);
        }
    }

    private void WriteRequest(FrameWriter frame, Call call, IReadOnlyList<ChainLink> chain)
    {
        var timeout = call.Method.ResponseTimeout ?? _node.ResponseTimeout;
        frame.Number((ulong)(call.Route?.Misses ?? 0));
        frame.Number(timeout > TimeSpan.Zero ? (ulong)timeout.TotalMilliseconds : 0);
        frame.Grain(call.Target);
        frame.Bytes(call.Method.NameOnWire);
        frame.Number((ulong)chain.Count);
        foreach (var link in chain)
        {
            frame.Grain(link.Grain);
            frame.Number(link.Tag);
        }

        WireContext.Write(frame);
        var (arguments, types) = (call.Arguments, call.Method.Parameters);
        if (arguments.Length == 0)
        {
            return;
        }

        var json = frame.Json();
        json.WriteStartArray();
        for (var index = 0; index < arguments.Length; index++)
        {
            JsonSerializer.Serialize(json, arguments[index], _json.GetTypeInfo(types[index]));
        }

        json.WriteEndArray();
        json.Flush();
    }

    private void WriteOutcome(FrameWriter frame, Call ran)
    {
        if (ran.ResultType is { } type)
        {
            var json = frame.Json();
            JsonSerializer.Serialize(json, ran.Outcome, _json.GetTypeInfo(type));
            json.Flush();
        }
    }

    private static ChainLink[] ReadChain(ref FrameReader reader)
    {
        var count = reader.Count();
        var links = count == 0 ? [] : new ChainLink[count];
        for (var index = 0; index < count; index++)
        {
            links[index] = new(reader.Grain(), reader.Signed());
        }

        return links;
    }

    /// <summary>Arguments that the caller's version of the contract has more are left out; those it lacks have their defaults.</summary>
    private object?[] ReadArguments(ReadOnlySpan<byte> json, CallMethod method)
    {
        var arguments = method.Parameters.Count == 0 ? [] : new object?[method.Parameters.Count];
        var reader = new Utf8JsonReader(json);
        var given = !json.IsEmpty && reader.Read() && reader.TokenType == JsonTokenType.StartArray;
        for (var index = 0; index < arguments.Length; index++)
        {
            var type = method.Parameters[index];
            given = given && reader.Read() && reader.TokenType != JsonTokenType.EndArray;
            arguments[index] = given ? JsonSerializer.Deserialize(ref reader, _json.GetTypeInfo(type))
                : type.IsValueType ? Activator.CreateInstance(type)
                : null;
        }

        return arguments;
    }
}
