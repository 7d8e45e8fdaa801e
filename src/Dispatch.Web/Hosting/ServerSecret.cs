using Dispatch.Sealing.Keys;
using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>The server's secret: case codes and request ids are derived from it, so losing it makes every code worthless.</summary>
internal sealed class ServerSecret(IOptions<DispatchOptions> options)
{
    private readonly byte[] _secret = SecretFile.ReadOrCreate(options.Value.Secret, options.Value.DataPath);

    /// <summary>A keyed hash of a text; the purpose keeps one use apart from another.</summary>
    public byte[] Derive(string purpose, string text) => SecretFile.Derive(_secret, purpose, text);
}
