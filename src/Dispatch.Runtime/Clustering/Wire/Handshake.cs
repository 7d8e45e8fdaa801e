using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Runtime.Clustering.Wire;

/// <summary>Why the other side does not want to talk.</summary>
internal enum RejectionReason : byte
{
    None,
    OtherVersion,
    OtherCluster,
    WrongSecret,

    /// <summary>The silo that was asked for had this endpoint once; another life has it now.</summary>
    OtherLife,
}

/// <summary>The other side refused the connection, and says why.</summary>
internal sealed class HandshakeRejectedException(RejectionReason reason, string message) : Exception(message)
{
    public RejectionReason Reason { get; } = reason;

    /// <summary>No later attempt can succeed until somebody changes a setting.</summary>
    public bool IsConfiguration => Reason is RejectionReason.OtherVersion or RejectionReason.OtherCluster or RejectionReason.WrongSecret;
}

/// <summary>
/// How two nodes come to trust each other: each sends a nonce and proves, by a hash over both nonces and all names under the shared
/// secret, that it knows the secret, without sending it. What follows is neither signed nor encrypted: the cluster's network is its own.
/// </summary>
internal sealed class Handshake(string clusterId, byte[] secret, SiloAddress self)
{
    public const int ProtocolVersion = 1;

    private const int MostBytes = 1024;
    private const int NonceBytes = 32;

    /// <summary>The side that connected. Gives nothing back: who answers is who was asked for.</summary>
    public async Task ConnectAsync(IDuplexPipe pipe, SiloAddress wanted, CancellationToken cancellationToken)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        await SendAsync(pipe.Output, FrameKind.Hello, frame =>
        {
            frame.Number(ProtocolVersion);
            frame.Text(clusterId);
            frame.Text(self.ToParsableString());
            frame.Text(wanted.ToParsableString());
            frame.Bytes(nonce);
        }, cancellationToken);
        var (theirs, proof) = await ExpectAsync(pipe.Input, FrameKind.Challenge, static content =>
        {
            var reader = new FrameReader(content);
            return (reader.Bytes().ToArray(), reader.Bytes().ToArray());
        }, cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(proof, Proof("answer", nonce, theirs, self, wanted)))
        {
            throw new HandshakeRejectedException(RejectionReason.WrongSecret, $"{wanted} has another cluster secret than this process.");
        }

        await SendAsync(pipe.Output, FrameKind.Proof, frame => frame.Bytes(Proof("ask", nonce, theirs, self, wanted)), cancellationToken);
        await ExpectAsync(pipe.Input, FrameKind.Welcome, static _ => true, cancellationToken);
    }

    /// <summary>The side that was connected to. Gives the node that connected.</summary>
    public async Task<SiloAddress> AcceptAsync(IDuplexPipe pipe, CancellationToken cancellationToken)
    {
        var hello = await ExpectAsync(pipe.Input, FrameKind.Hello, Read, cancellationToken);
        var reason = hello.Version != ProtocolVersion ? RejectionReason.OtherVersion
            : hello.ClusterId != clusterId ? RejectionReason.OtherCluster
            : !hello.Wanted.Equals(self) ? RejectionReason.OtherLife
            : RejectionReason.None;
        if (reason != RejectionReason.None)
        {
            throw await RejectAsync(pipe, reason, hello, cancellationToken);
        }

        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        await SendAsync(pipe.Output, FrameKind.Challenge, frame =>
        {
            frame.Bytes(nonce);
            frame.Bytes(Proof("answer", hello.Nonce, nonce, hello.From, self));
        }, cancellationToken);
        var proof = await ExpectAsync(pipe.Input, FrameKind.Proof, static content => new FrameReader(content).Bytes().ToArray(), cancellationToken);
        if (!CryptographicOperations.FixedTimeEquals(proof, Proof("ask", hello.Nonce, nonce, hello.From, self)))
        {
            throw await RejectAsync(pipe, RejectionReason.WrongSecret, hello, cancellationToken);
        }

        await SendAsync(pipe.Output, FrameKind.Welcome, static _ => { }, cancellationToken);
        return hello.From;
    }

    private static Hello Read(ReadOnlySpan<byte> content)
    {
        var reader = new FrameReader(content);
        var version = reader.Number();
        if (version != ProtocolVersion)
        {
            // Of another version nothing but the number is known.
            return new(version, "", NodeAddresses.Client(0), NodeAddresses.Client(0), []);
        }

        var clusterId = reader.Text();
        return SiloAddress.TryParse(reader.Text(), out var from) && SiloAddress.TryParse(reader.Text(), out var wanted)
            ? new(version, clusterId, from, wanted, reader.Bytes().ToArray())
            : throw new WireException("A hello names no node.");
    }

    private async Task<HandshakeRejectedException> RejectAsync(IDuplexPipe pipe, RejectionReason reason, Hello hello, CancellationToken cancellationToken)
    {
        var words = reason switch
        {
            RejectionReason.OtherVersion => $"{self} speaks version {ProtocolVersion} of the cluster's protocol, not {hello.Version}.",
            RejectionReason.OtherCluster => $"{self} belongs to another cluster than '{hello.ClusterId}'.",
            RejectionReason.OtherLife => $"{self} is not {hello.Wanted}.",
            _ => $"{self} has another cluster secret.",
        };
        await SendAsync(pipe.Output, FrameKind.Rejection, frame =>
        {
            frame.Byte((byte)reason);
            frame.Text(words);
        }, cancellationToken);
        return new(reason, $"{hello.From} was turned away. {words}");
    }

    private static async Task SendAsync(PipeWriter output, FrameKind kind, Action<FrameWriter> fill, CancellationToken cancellationToken)
    {
        var frame = FrameWriter.Begin(kind);
        fill(frame);
        output.Write(frame.End(MostBytes));
        frame.Release();
        await output.FlushAsync(cancellationToken);
    }

    private static async Task<T> ExpectAsync<T>(PipeReader input, FrameKind expected, ContentReader<T> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            var got = await input.ReadAsync(cancellationToken);
            var buffer = got.Buffer;
            if (Frame.TryTake(ref buffer, MostBytes, out var kind, out var content))
            {
                var bytes = content.ToArray();
                input.AdvanceTo(buffer.Start);
                return kind == expected ? read(bytes) : throw Unexpected(kind, bytes);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (got.IsCompleted)
            {
                throw new EndOfStreamException("The connection was closed during the handshake.");
            }
        }
    }

    private static Exception Unexpected(FrameKind kind, ReadOnlySpan<byte> content)
    {
        if (kind != FrameKind.Rejection)
        {
            return new WireException($"A frame of kind {(byte)kind} came during the handshake.");
        }

        var reader = new FrameReader(content);
        return new HandshakeRejectedException((RejectionReason)reader.Byte(), reader.Text());
    }

    private byte[] Proof(string role, byte[] asking, byte[] answering, SiloAddress from, SiloAddress to)
    {
        var words = $"dispatch-cluster/{ProtocolVersion}\n{role}\n{clusterId}\n{from.ToParsableString()}\n{to.ToParsableString()}\n";
        byte[] said = [.. Encoding.UTF8.GetBytes(words), .. asking, .. answering];
        return HMACSHA256.HashData(secret, said);
    }

    private delegate T ContentReader<out T>(ReadOnlySpan<byte> content);

    private sealed record Hello(ulong Version, string ClusterId, SiloAddress From, SiloAddress Wanted, byte[] Nonce);
}
