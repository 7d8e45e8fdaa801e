using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Dispatch.Runtime.Storage;

/// <summary>The serializer used where none is registered: plain JSON.</summary>
internal sealed class JsonStorageSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options);
}
