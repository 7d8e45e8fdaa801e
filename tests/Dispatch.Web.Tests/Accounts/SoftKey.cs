using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Dispatch.Web.Tests.Accounts;

/// <summary>A passkey in software: an ES256 key that answers both ceremonies of WebAuthn as a browser would, or as a forger might.</summary>
internal sealed class SoftKey : IDisposable
{
    private const byte Present = 1;
    private const byte Verified = 4;
    private const byte Attested = 64;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _user = "";

    public bool VerifiesUser { get; init; } = true;

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>Answers <c>navigator.credentials.create</c>, without attestation.</summary>
    public JsonObject Make(JsonNode options, string origin)
    {
        _user = (string)options["user"]!["id"]!;
        var rp = (string)options["rp"]!["id"]!;
        var point = _key.ExportParameters(false).Q;
        byte[] key = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Head(rp, Attested), .. new byte[16], 0, (byte)_id.Length, .. _id, .. key];
        byte[] attestation =
            [0xa3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xa0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encode(ClientData("webauthn.create", options, origin)),
            ["attestationObject"] = Encode(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public JsonObject Answer(JsonNode options, string origin)
    {
        var client = ClientData("webauthn.get", options, origin);
        var data = Head((string)options["rpId"]!, 0);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Encode(client),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Head(string rp, byte flags)
    {
        var head = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(rp), head);
        head[32] = (byte)(Present | flags | (VerifiesUser ? Verified : 0));
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), 0);
        return head;
    }

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["response"] = response,
        ["clientExtensionResults"] = new JsonObject(),
        ["authenticatorAttachment"] = "platform",
    };

    private static byte[] ClientData(string type, JsonNode options, string origin) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = (string)options["challenge"]!, ["origin"] = origin, ["crossOrigin"] = false }.ToJsonString());

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}
