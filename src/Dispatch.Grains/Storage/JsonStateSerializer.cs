using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace Dispatch.Grains.Storage;

/// <summary>
/// Writes states as JSON: camel case, enums by name, nothing escaped that need not be. Register it as <see cref="IGrainStorageSerializer"/>;
/// both actor runtimes then read what the other wrote.
/// </summary>
/// <remarks>
/// A state may gain members: what an older row lacks gets its default, and immutable collections are then empty instead of unusable.
/// A type renamed or a member removed must be handled by whoever does it.
/// </remarks>
public sealed class JsonStateSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions options;

    /// <summary>Uses reflection.</summary>
    public JsonStateSerializer()
        : this(new DefaultJsonTypeInfoResolver())
    {
    }

    /// <summary>Uses the given source of type facts, such as a source-generated context.</summary>
    public JsonStateSerializer(IJsonTypeInfoResolver resolver)
    {
        options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ImmutableArrayConverters(), new OrdinalCollectionConverters() },
            TypeInfoResolver = resolver.WithAddedModifier(ImmutableArrayConverters.FillMissing),
        };
        options.MakeReadOnly();
    }

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, options));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return JsonSerializer.Deserialize<T>(input.ToMemory().Span, options);
    }
}
