using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Web.Hosting;

namespace Dispatch.Web.Live;

/// <summary>Writes one object as JSON once, however many connections it goes to.</summary>
internal sealed class WrittenOnce<T> : JsonConverter<T>
    where T : class
{
    private readonly ConditionalWeakTable<T, byte[]> _written = [];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A push is told, never taken.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(_written.GetValue(value, static pushed => JsonSerializer.SerializeToUtf8Bytes(pushed, Json.Options)), skipInputValidation: true);
}
